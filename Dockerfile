# Lintel in one image. Without a command it runs whole, its data on /data; with `web`, `worker` or `migrate` just that.

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY bin/bootstrap.mjs bin/
COPY bin/patches bin/patches
# The rest is in the image already or is needed by the build alone: 390 MB.
RUN node bin/bootstrap.mjs --prod \
  && cd node_modules/.pnpm && rm -rf node-linux-* @next+swc-* monaco-editor@* @tabler+icons*

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY bin/bootstrap.mjs bin/
COPY bin/patches bin/patches
RUN node bin/bootstrap.mjs
COPY . .
RUN node bin/build.mjs && rm -rf .next/cache

FROM node:24-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends redis-server \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --home-dir /data --shell /usr/sbin/nologin lintel \
  && install -d -o lintel -g lintel -m 0700 /data
WORKDIR /app
COPY . .
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/.next .next
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 DATA_DIR=/data
USER lintel
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD ["node", "bin/healthcheck.mjs"]
ENTRYPOINT ["node", "bin/lintel.mjs"]
CMD ["start"]
