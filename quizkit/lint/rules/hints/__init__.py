"""The rules whose findings are hints, apart from the others: most checks load none of them."""
