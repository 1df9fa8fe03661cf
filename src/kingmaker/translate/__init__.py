"""From an organisation to numbers. The only layer that knows both."""
