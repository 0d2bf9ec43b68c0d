"""When: time expressions, the times of events, and dating a dispatch by its contents."""
