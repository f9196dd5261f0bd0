# An image with nothing but the program:
#
#     docker build -t atodds .
#     docker run --rm --network none --user "$(id -u):$(id -g)" -v "$PWD:/work" atodds analyze docs/
FROM rust:1.95-slim-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --locked --release

FROM debian:bookworm-slim
COPY --from=build /src/target/release/atodds /usr/local/bin/atodds
WORKDIR /work
ENTRYPOINT ["atodds"]
