# Cairn in a container: docker build -t cairn . && docker run -p 3000:3000 -v cairn:/var/lib/cairn -e CAIRN_URL=https://mentoring.example.org cairn
# Without DATABASE_URL it starts the PostgreSQL that it brings, in the volume.
FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 CAIRN_DATA=/var/lib/cairn
WORKDIR /opt/cairn
COPY package.json package-lock.json .npmrc run.mjs ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/node-linux-* /root/.npm
COPY . .
RUN node -e "import('/opt/cairn/src/app/screens.ts').then(screens => screens.buildScreensWhenStale(console.error))" && mkdir -p /var/lib/cairn && chown node:node /var/lib/cairn
USER node
VOLUME /var/lib/cairn
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health/ready').then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "src/app/main.ts"]
CMD ["serve"]
