// swift-tools-version: 6.2
import PackageDescription

// As in the package above: its modules are read here.
let mongoHeaders = ["libmongoc-1.0", "libbson-1.0"].map {
  "\(Context.environment["MONGOC_PREFIX"] ?? "/usr")/include/\($0)"
}

// Built by Scripts/fuzz alone, as every target needs libFuzzer's main function and instrumented code. What is checked
// stands in Tests/FuzzTargets of the package above, where `swift test` runs it too.
let package = Package(
  name: "fuzz-testing",
  dependencies: [.package(name: "hoglet", path: "..")],
  targets: [
    "FuzzAddresses", "FuzzBSON", "FuzzDialogue", "FuzzDisplay", "FuzzFlags", "FuzzHTML", "FuzzHTTP",
    "FuzzJSON",
    "FuzzJSONReader",
    "FuzzMIME",
    "FuzzMaildir", "FuzzParameters", "FuzzQuery", "FuzzSMTP", "FuzzSMTPClient", "FuzzSearch", "FuzzURI",
    "FuzzView", "FuzzWebSocket", "FuzzWords",
  ].map { name in
    .executableTarget(
      name: name,
      dependencies: [.product(name: "FuzzTargets", package: "hoglet")],
      swiftSettings: [
        .treatAllWarnings(as: .error),
        .strictMemorySafety(),
        // The main function is libFuzzer's.
        .unsafeFlags(["-parse-as-library"]),
        .unsafeFlags(mongoHeaders.flatMap { ["-Xcc", "-isystem", "-Xcc", $0] }),
      ]
    )
  }
)
