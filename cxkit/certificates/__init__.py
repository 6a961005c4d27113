"""The assessment's result, and what attests it: certificates to print, badges to verify."""
