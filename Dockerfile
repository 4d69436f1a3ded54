# Quoteboard as a container: a user without rights, a read-only file system, the library in /library.
FROM python:3.12-slim AS build
WORKDIR /source
COPY . .
RUN python -m venv /opt/quoteboard && /opt/quoteboard/bin/pip install --no-cache-dir ".[signin]"

FROM python:3.12-slim
COPY --from=build /opt/quoteboard /opt/quoteboard
RUN useradd --system --uid 10001 --home-dir /tmp --shell /usr/sbin/nologin quoteboard && mkdir /library && chown quoteboard /library
USER 10001
ENV HOME=/tmp PYTHONDONTWRITEBYTECODE=1
VOLUME /library
EXPOSE 8501
HEALTHCHECK --start-period=60s CMD ["/opt/quoteboard/bin/python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=5)"]
# What is after the image's name in "docker run" says who may do what: --read-only, --sign-in FILE or --open.
ENTRYPOINT ["/opt/quoteboard/bin/quoteboard", "serve", "--no-browser", "--host", "0.0.0.0", "--port", "8501", "--library", "/library"]
