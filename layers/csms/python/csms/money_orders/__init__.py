"""Orders of operators that move money: refunds, write-offs, credits; two persons above a limit."""
