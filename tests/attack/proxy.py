"""Stands between the attacking programs and the service: counts what was asked and answered, and gives every request an address of its own,
so that the service's limits on tries from one address do not hide what stands behind them. The service is told to believe it.
Usage: proxy.py PORT SERVICE-PORT LOG"""
import http.client
import itertools
import sys
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port, service, log = int(sys.argv[1]), int(sys.argv[2]), open(sys.argv[3], "a", buffering=1)
numbers, writing, kept = itertools.count(), threading.Lock(), threading.local()
HOPS = {"connection", "keep-alive", "proxy-connection", "transfer-encoding", "te", "trailer", "upgrade", "x-forwarded-for", "x-forwarded-proto"}


class Passing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def passing(self):
        number = next(numbers)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = [(name, value) for name, value in self.headers.items() if name.lower() not in HOPS]
        headers += [("X-Forwarded-For", f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"), ("X-Forwarded-Proto", "https")]
        try:
            status, answered, text = self.ask(headers, body)
        except (OSError, http.client.HTTPException) as wrong:
            status, answered, text = 599, [], repr(wrong).encode()
        with writing:
            log.write(f"{status} {self.command} {self.path.encode('ascii', 'replace').decode()[:500]}\n")
        self.send_response_only(status)
        for name, value in answered:
            if name.lower() not in HOPS and name.lower() != "content-length":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    def ask(self, headers, body):
        for again in (True, False):
            if not getattr(kept, "line", None):
                kept.line = http.client.HTTPConnection("127.0.0.1", service, timeout=60)
            try:
                kept.line.putrequest(self.command, urllib.parse.quote(self.path, safe="".join(map(chr, range(33, 127))), encoding="latin-1"), skip_host=True, skip_accept_encoding=True)
                for name, value in headers:
                    kept.line.putheader(name, value.encode("latin-1", "replace"))
                kept.line.endheaders(body or None)
                answer = kept.line.getresponse()
                return answer.status, answer.getheaders(), answer.read()
            except (OSError, http.client.HTTPException):
                kept.line.close()
                kept.line = None
                if not again:
                    raise

    def __getattr__(self, name):
        """Any method is passed on, also one that nobody has heard of."""
        if name.startswith("do_"):
            return self.passing
        raise AttributeError(name)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads, request_queue_size = True, 200

    def handle_error(self, *_):
        """The attacking program hung up; what it had asked is in the log."""


if __name__ == "__main__":
    Server(("127.0.0.1", port), Passing).serve_forever()
