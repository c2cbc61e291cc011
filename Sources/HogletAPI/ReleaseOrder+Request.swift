internal import Bytes
internal import HTTP

extension ReleaseOrder {
  /// The most recipients that may be named.
  private static let longest = 1_000

  /// Reads the content of a request.
  init(_ request: Request) throws(RequestFault) {
    let content = try RequestContent(
      of: request,
      members: ["to", "server", "host", "port", "username", "password", "mechanism", "insecure"]
    )
    recipients = try content.texts("to", atMost: Self.longest) ?? []
    guard recipients.allSatisfy({ !$0.bytes.allSatisfy(\.isASCIIBlank) }) else {
      throw .malformed("to has an address that is empty")
    }
    if let name = try content.text("server") {
      let others: [ByteString] = ["host", "port", "username", "password", "mechanism", "insecure"]
      guard !others.contains(where: content.has) else {
        throw .malformed("there are both a saved server and another")
      }
      server = .saved(name)
      return
    }
    guard let host = try content.text("host"), !host.isEmpty else {
      throw .malformed("there is neither a server nor a host")
    }
    server = .named(
      host: host,
      port: try content.number("port", in: 1...65_535) ?? 25,
      username: try content.text("username") ?? "",
      password: try content.text("password") ?? "",
      mechanism: try content.text("mechanism") ?? "",
      insecure: try content.flag("insecure") ?? false
    )
  }
}
