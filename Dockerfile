# One file, one target per image of docker-compose.yml: migrate, api, portal, clerk (the laptop's stand-in).
FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV CLERK_TELEMETRY_DISABLED=1

FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npx nx run-many -t build

FROM base AS packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM packages AS migrate
COPY database/ database/
USER node
CMD ["node", "database/migrate.ts", "up"]

FROM packages AS api
ENV NODE_ENV=production
COPY --from=build /app/dist/backend dist/backend
COPY --from=build /app/dist/contracts dist/contracts
USER node
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:8000/health/ready').then(a=>process.exit(a.ok?0:1),()=>process.exit(1))"]
CMD ["node", "dist/backend/src/main.js"]

FROM packages AS portal
COPY frontend/server/ frontend/server/
COPY --from=build /app/dist/frontend/browser dist/frontend/browser
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/healthz').then(a=>process.exit(a.ok?0:1),()=>process.exit(1))"]
CMD ["node", "frontend/server/main.ts"]

# The stand-in needs development packages, and nothing of it may reach the images above.
FROM base AS clerk
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=optional
COPY local/ local/
RUN mkdir -p .local/clerk && chown -R node .local
USER node
EXPOSE 4000
CMD ["node", "local/clerk/main.ts"]
