"""Forms B to E of 餐饮服务食品安全操作规范 (2018): filled from the records, or empty for a day without a tablet."""
