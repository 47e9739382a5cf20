# One image for every process of the graph: the command says which. See docker-compose.yml.
FROM node:24-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --no-fund --no-audit
RUN npm run build
RUN npm prune --omit=dev --omit=optional --no-fund --no-audit

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 METADATA_SERVER_DETECTION=none
WORKDIR /app
COPY --from=build --chown=root:root /app /app
USER node
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--require", "./tools/launch/source-maps.cjs", "--max-semi-space-size=32", "--max-old-space-size=512"]
CMD ["apps/gateway/dist/main.js"]
