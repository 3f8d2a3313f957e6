"""The query builder: a form for people who use no operators, and the query that it writes."""
