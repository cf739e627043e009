"""Documents as PDF. Only the HTTP APIs import this, and only when somebody wants one."""
