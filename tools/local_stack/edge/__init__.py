"""What CloudFront and API Gateway do and the embedded AWS does not."""
