# One file, one target per image of docker-compose.yml and deploy/kubernetes: migrate, api, portal, pgbouncer, and clerk
# (the laptop's stand-in). Each runs as an ordinary user on a read-only file system.
ARG NODE_IMAGE=node:24.21-bookworm-slim
ARG DEBIAN_IMAGE=debian:trixie-slim

FROM ${NODE_IMAGE} AS base
WORKDIR /app
ENV CLERK_TELEMETRY_DISABLED=1

FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npx nx run-many -t build

FROM base AS installed
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional
COPY local/images/ local/images/
COPY local/supply-chain/ local/supply-chain/

FROM installed AS migrate-packages
RUN node local/images/main.ts migrate
FROM installed AS api-packages
RUN node local/images/main.ts api
FROM installed AS portal-packages
RUN node local/images/main.ts portal

# What runs: Node without npm, which no image needs any more.
FROM base AS runtime
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
  /usr/local/bin/yarn* /opt/yarn*
COPY package.json ./
ENV NODE_ENV=production
# By number, so that Kubernetes can tell that it is not root.
USER 1000:1000

FROM runtime AS migrate
COPY --from=migrate-packages /app/node_modules node_modules
COPY database/ database/
CMD ["node", "database/migrate.ts", "up"]

FROM runtime AS api
COPY --from=api-packages /app/node_modules node_modules
COPY --from=build /app/dist/api dist/api
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||8000)+'/health/ready').then(a=>process.exit(a.ok?0:1),()=>process.exit(1))"]
CMD ["node", "dist/api/main.js"]

FROM runtime AS portal
COPY --from=portal-packages /app/node_modules node_modules
COPY frontend/server/ frontend/server/
COPY --from=build /app/dist/frontend/browser dist/frontend/browser
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/healthz').then(a=>process.exit(a.ok?0:1),()=>process.exit(1))"]
CMD ["node", "frontend/server/main.ts"]

FROM ${DEBIAN_IMAGE} AS pgbouncer
# The public authorities' certificates: some providers' Postgres is signed by one of them.
RUN apt-get update && apt-get install -y --no-install-recommends pgbouncer ca-certificates && rm -rf /var/lib/apt/lists/*
COPY deploy/pgbouncer/ /etc/bharatprint-pgbouncer/
USER 1000:1000
EXPOSE 6432
# Ends when the transactions under way are over.
STOPSIGNAL SIGINT
ENTRYPOINT ["sh", "/etc/bharatprint-pgbouncer/start.sh"]

# The stand-in needs development packages, and nothing of it may reach the images above.
FROM base AS clerk-packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=optional
COPY local/ local/
RUN node local/images/main.ts clerk

FROM base AS clerk
COPY --from=clerk-packages /app/node_modules node_modules
COPY package.json ./
COPY local/ local/
RUN mkdir -p .local/clerk && chown -R 1000:1000 .local
USER 1000:1000
EXPOSE 4000
CMD ["node", "local/clerk/main.ts"]
