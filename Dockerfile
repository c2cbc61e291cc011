# Builds Hoglet and puts it, with the few files it needs at run time, into an image of its own: no distribution beneath it.
ARG SWIFT_IMAGE=swift:6.3-bookworm

FROM ${SWIFT_IMAGE} AS build
WORKDIR /hoglet
COPY Scripts/setup Scripts/
RUN bash Scripts/setup image
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
RUN swift build -c release --static-swift-stdlib -Xlinker -s --product hoglet
COPY Scripts Scripts
RUN bash Scripts/image-root "$(swift build -c release --show-bin-path)/hoglet" /image

FROM scratch
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Hoglet" \
      org.opencontainers.image.description="Catches mail under development, in MailHog's place: SMTP in, HTTP out" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=build /image /
ENV PATH=/usr/local/bin:/usr/bin:/bin
# By number, so that a cluster which asks for it can see that this is not root.
USER 1000:1000
WORKDIR /home/mailhog
EXPOSE 1025 8025
STOPSIGNAL SIGTERM
# Whether the process serves, not whether its database does: a hiccup there must not have every task replaced.
HEALTHCHECK --interval=10s --timeout=5s --start-period=5s --retries=3 CMD ["hoglet", "health"]
ENTRYPOINT ["MailHog"]
