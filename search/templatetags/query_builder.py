"""The way from a search into the query builder."""

from django import template

from search.builder.page import builder_url

register = template.Library()
register.simple_tag(builder_url)
