"""The ports over DynamoDB: full-key access, conditional writes, no scans."""
