"""One structured logger for every function: constant message, fields beside it.

No payload, token, secret or personal datum is ever a field.
"""

from aws_lambda_powertools import Logger

logger = Logger()
