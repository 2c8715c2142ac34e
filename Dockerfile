# Build:  docker build -t filmrec .
# Run:    docker run -p 5080:8080 -v filmrec-data:/data filmrec
FROM ubuntu:26.04 AS build
RUN apt-get update && apt-get install -y --no-install-recommends dotnet-sdk-10.0 && rm -rf /var/lib/apt/lists/*
WORKDIR /source
# Project files first: the restored packages stay cached until a version changes.
COPY Directory.Build.props Directory.Packages.props .editorconfig ./
COPY FilmRec.Core/FilmRec.Core.csproj FilmRec.Core/packages.lock.json FilmRec.Core/
COPY FilmRec.Web/FilmRec.Web.csproj FilmRec.Web/packages.lock.json FilmRec.Web/
RUN dotnet restore FilmRec.Web --locked-mode
COPY FilmRec.Core FilmRec.Core
COPY FilmRec.Web FilmRec.Web
COPY wwwroot-assets wwwroot-assets
RUN dotnet publish FilmRec.Web --no-restore --configuration Release --output /published

FROM ubuntu:26.04
# curl asks the health check; ICU comes with the runtime and folds accents in searches.
RUN apt-get update && apt-get install -y --no-install-recommends aspnetcore-runtime-10.0 curl && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --create-home filmrec
COPY --from=build /published /app
USER filmrec
WORKDIR /data
VOLUME /data
ENV ASPNETCORE_HTTP_PORTS=8080 FilmRec__DataFolder=/data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=90s CMD curl --fail --silent http://127.0.0.1:8080/health/live || exit 1
ENTRYPOINT ["dotnet", "/app/FilmRec.Web.dll"]
CMD ["serve"]
