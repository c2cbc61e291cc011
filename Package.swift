// swift-tools-version: 6.2
import PackageDescription

// Where the headers of MongoDB's driver are; MONGOC_PREFIX is for a driver that no distribution has installed, which the loader
// has to be told of as well to run (LD_LIBRARY_PATH).
let mongoHeaders = ["libmongoc-1.0", "libbson-1.0"].map {
  "\(Context.environment["MONGOC_PREFIX"] ?? "/usr")/include/\($0)"
}

let package = Package(
  name: "hoglet",
  products: [
    .executable(name: "hoglet", targets: ["hoglet"]),
    // For FuzzTesting alone, a package of its own.
    .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
  ],
  dependencies: [
    // No traits: its default one links FoundationEssentials for URL conveniences that we do not use.
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
  ],
  targets: [
    // C, at the rim.
    .systemLibrary(name: "CCrypt", pkgConfig: "libcrypt", providers: [.apt(["libcrypt-dev"])]),
    .systemLibrary(name: "CLinux"),
    .target(
      name: "CMongoLoader",
      dependencies: ["CMongoC"],
      cSettings: [.unsafeFlags(mongoHeaders.flatMap { ["-isystem", $0] })]
    ),
    .target(name: "CWebAssets"),
    .target(name: "COpenAPI"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    // Without pkg-config, which would have the driver linked: it is loaded when a database is wanted.
    .systemLibrary(name: "CMongoC", providers: [.apt(["libmongoc-dev"])]),

    // Ground floor.
    .target(name: "Bytes", dependencies: ["CLinux"]),
    .target(name: "Flags"),
    .target(name: "Compression", dependencies: ["Bytes", "CZlib"]),
    .target(name: "Digests", dependencies: ["Bytes", "COpenSSL"]),
    .target(name: "Guarding"),
    .target(name: "Passwords", dependencies: ["Bytes", "CCrypt"]),
    .target(
      name: "PrometheusMetrics",
      dependencies: ["Bytes", "Guarding", .product(name: "CoreMetrics", package: "swift-metrics")]
    ),

    // Protocols: bytes in, actions out.
    .target(name: "SMTP", dependencies: ["Bytes"]),
    .target(name: "JSON", dependencies: ["Bytes"]),
    .target(name: "HTTP", dependencies: ["Bytes", .product(name: "HTTPTypes", package: "swift-http-types")]),
    .target(name: "WebSocket", dependencies: ["Bytes"]),

    // Mail as its readers understand it.
    .target(name: "MIME", dependencies: ["Bytes"]),
    .target(name: "Charsets", dependencies: ["Bytes", "MIME"]),

    // Sockets, timers and signals; knows no protocol.
    .target(
      name: "EventLoop",
      dependencies: [
        "Bytes", "CLinux", "Guarding", .product(name: "DequeModule", package: "swift-collections"),
      ]
    ),

    // TLS over memory; knows no socket.
    .target(name: "TLS", dependencies: ["Bytes", "COpenSSL"]),

    // Messages and how MailHog shows them.
    .target(
      name: "MailStore",
      dependencies: [
        "Bytes", "CLinux", "Charsets", "Guarding", "MIME",
        .product(name: "DequeModule", package: "swift-collections"),
      ]
    ),
    .target(
      name: "MaildirStore",
      dependencies: [
        "Bytes", "Guarding", "MIME", "MailStore",
        .product(name: "DequeModule", package: "swift-collections"),
      ]
    ),
    .target(name: "MailHogView", dependencies: ["Bytes", "MailStore"]),
    // What every API over a store needs.
    .target(
      name: "MailAPI",
      dependencies: [
        "Bytes", "HTTP", "MailStore", .product(name: "HTTPTypes", package: "swift-http-types"),
      ]
    ),
    .target(
      name: "HogletAPI",
      dependencies: [
        "Bytes", "COpenAPI", "Charsets", "Digests", "HTTP", "JSON", "MIME", "MailAPI", "MailStore",
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ]
    ),
    .target(
      name: "MailHogAPI",
      dependencies: [
        "Bytes", "Guarding", "HTTP", "JSON", "Jim", "MailAPI", "MailHogView", "MailStore",
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ]
    ),
    .target(name: "WebUI", dependencies: ["CWebAssets"]),
    // Blocks in the driver, on queues of its own.
    .target(
      name: "MongoStore",
      dependencies: [
        "Bytes", "CMongoC", "CMongoLoader", "Guarding", "MailHogView", "MailStore",
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),

    // What the chaos monkey does, without doing it.
    .target(name: "Jim", dependencies: ["Guarding"]),

    // Joins all of it.
    .target(
      name: "HogletServer",
      dependencies: [
        "Bytes", "CLinux", "Compression", "Digests", "EventLoop", "Flags", "HTTP", "HogletAPI", "Jim",
        "MailHogAPI",
        "MailStore", "MaildirStore", "MongoStore", "Passwords", "PrometheusMetrics", "SMTP", "TLS",
        "WebSocket", "WebUI",
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    // What other programs call to send mail; shares only SMTP with the server.
    .target(name: "Sendmail", dependencies: ["Bytes", "SMTP"]),
    .executableTarget(
      name: "hoglet",
      dependencies: ["EventLoop", "Flags", "HogletServer", "Passwords", "Sendmail"],
      linkerSettings: [
        // 34,000 relocations in 7 KB instead of 800 KB, all of which is read when the program starts.
        .unsafeFlags(
          ["-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"],
          .when(platforms: [.linux], configuration: .release)
        )
      ]
    ),

    .testTarget(name: "BytesTests", dependencies: ["Bytes", "PropertyTesting"]),
    .testTarget(name: "GuardingTests", dependencies: ["Guarding", "Waiting"]),
    .testTarget(name: "FlagsTests", dependencies: ["Flags"]),
    .testTarget(name: "SMTPTests", dependencies: ["Bytes", "SMTP"]),
    .testTarget(name: "JSONTests", dependencies: ["Bytes", "JSON"]),
    .testTarget(name: "JimTests", dependencies: ["Jim"]),
    // What HTTP makes of a client's bytes in a line, for its tests and for Scripts/http-differential.
    .target(
      name: "HTTPVerdicts",
      dependencies: ["Bytes", "HTTP", .product(name: "HTTPTypes", package: "swift-http-types")],
      path: "Tests/HTTPVerdicts"
    ),
    .executableTarget(name: "http-report", dependencies: ["HTTPVerdicts"], path: "Tests/HTTPReport"),
    .testTarget(
      name: "HTTPTests",
      dependencies: [
        "Bytes", "HTTP", "HTTPVerdicts", "PropertyTesting",
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ],
      exclude: ["Differential"]
    ),
    .testTarget(name: "WebSocketTests", dependencies: ["Bytes", "WebSocket"]),
    // A blocking client for tests of what listens.
    .target(name: "LoopbackClient", path: "Tests/LoopbackClient"),
    // What tests wait with, never without end.
    .target(name: "Waiting", path: "Tests/Waiting"),
    // Reads back what was compressed.
    .target(name: "Gunzip", dependencies: ["CZlib"], path: "Tests/Gunzip"),
    .testTarget(
      name: "CompressionTests",
      dependencies: ["Bytes", "Compression", "Gunzip", "PropertyTesting"]
    ),
    .testTarget(name: "DigestsTests", dependencies: ["Bytes", "Digests"]),
    .testTarget(name: "TLSTests", dependencies: ["Bytes", "TLS"]),
    .testTarget(
      name: "PrometheusMetricsTests",
      dependencies: [
        "Bytes", "PrometheusMetrics", "PropertyTesting",
        .product(name: "CoreMetrics", package: "swift-metrics"),
      ]
    ),
    .testTarget(name: "PasswordsTests", dependencies: ["Bytes", "Passwords"]),
    .testTarget(
      name: "EventLoopTests",
      dependencies: ["Bytes", "EventLoop", "Guarding", "LoopbackClient", "Waiting"]
    ),
    .testTarget(name: "MIMETests", dependencies: ["Bytes", "Charsets", "MIME", "PropertyTesting"]),
    .testTarget(name: "CharsetsTests", dependencies: ["Bytes", "Charsets", "MIME"]),
    // Prints what Hoglet understands of mail, for compare.py beside it and Benchmarks/mime.
    .executableTarget(
      name: "mail-report",
      dependencies: ["Bytes", "Charsets", "Digests", "MIME", "MailStore"],
      path: "Tests/MailReport",
      exclude: [
        "compare.py", "corpus.py", "differences.py", "generated.py", "gmime_reader.py", "python_reader.py",
        "speed.py",
      ]
    ),
    // What every store does, for the tests of each.
    .target(name: "MailStoreTesting", dependencies: ["Bytes", "MailStore"], path: "Tests/MailStoreTesting"),
    .testTarget(
      name: "MailStoreTests",
      dependencies: ["Bytes", "MailStore", "MailStoreTesting", "PropertyTesting"]
    ),
    .testTarget(
      name: "MaildirStoreTests",
      dependencies: [
        "Bytes", "Guarding", "MailStore", "MailStoreTesting", "MaildirStore", "PropertyTesting",
      ]
    ),
    .testTarget(
      name: "MongoStoreTests",
      dependencies: [
        "Bytes", "Guarding", "MailHogView", "MailStore", "MailStoreTesting", "MongoStore",
        "PropertyTesting", "Waiting",
        .product(name: "Logging", package: "swift-log"),
      ],
      exclude: ["Samples"]
    ),
    .testTarget(name: "MailHogViewTests", dependencies: ["Bytes", "MailHogView", "MailStore"]),
    // A client without a network, for tests of what answers requests.
    .target(
      name: "RouterClient",
      dependencies: [
        "Bytes", "HTTP", "MailStore", .product(name: "HTTPTypes", package: "swift-http-types"),
      ],
      path: "Tests/RouterClient"
    ),
    .testTarget(
      name: "HogletAPITests",
      dependencies: [
        "Bytes", "Digests", "HTTP", "HogletAPI", "JSON", "MailHogAPI", "MailStore", "RouterClient",
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ]
    ),
    .testTarget(
      name: "MailHogAPITests",
      dependencies: [
        "Bytes", "Guarding", "HTTP", "Jim", "MailHogAPI", "MailStore", "RouterClient",
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ]
    ),
    // What fuzzing checks; the tests run it over the inputs that are kept.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Bytes", "Charsets", "Flags", "HTTP", "HTTPVerdicts", "JSON", "MIME", "MailHogAPI", "MailHogView",
        "MailStore", "MaildirStore", "MongoStore", "PropertyTesting", "SMTP", "WebSocket",
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ],
      path: "Tests/FuzzTargets"
    ),
    .testTarget(
      name: "SendmailTests",
      dependencies: ["Bytes", "LoopbackClient", "SMTP", "Sendmail", "Waiting"]
    ),
    .testTarget(name: "FuzzTargetsTests", dependencies: ["FuzzTargets", "PropertyTesting"]),
    // Inputs made of decisions, and the simplest that breaks a rule.
    .target(name: "PropertyTesting", path: "Tests/PropertyTesting"),
    .testTarget(name: "PropertyTestingTests", dependencies: ["PropertyTesting"]),
    .testTarget(
      name: "HogletServerTests",
      dependencies: [
        "Bytes", "EventLoop", "Flags", "Guarding", "Gunzip", "HTTP", "HogletAPI", "HogletServer", "Jim",
        "LoopbackClient",
        "MailHogAPI", "MailStore", "Passwords", "PropertyTesting", "Waiting", "WebSocket",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
  ],
  cLanguageStandard: .c2x
)

let targetsInC: Set = ["CMongoLoader", "COpenAPI", "CWebAssets"]
for target in package.targets where target.type != .system && !targetsInC.contains(target.name) {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
    .treatAllWarnings(as: .error),
    .unsafeFlags(mongoHeaders.flatMap { ["-Xcc", "-isystem", "-Xcc", $0] }),
    // Measured: accessors across targets inline (4x), and class fields skip run-time exclusivity checks (a third of
    // all user instructions on the byte path). Debug builds and tests keep the checks.
    .unsafeFlags(
      ["-cross-module-optimization", "-enforce-exclusivity=unchecked"],
      .when(configuration: .release)
    ),
  ]
  // What the exit tests' macros expand to is not marked, so tests do without.
  if target.type != .test { target.swiftSettings?.append(.strictMemorySafety()) }
}
