"""How gunicorn serves the portal."""

import os

wsgi_app = "imrsite.wsgi"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
timeout = 60
control_socket_disable = True
accesslog = "-"
# The path alone: what a person searches, in the query string or the referrer, is confidential.
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s bytes %(M)s ms'
