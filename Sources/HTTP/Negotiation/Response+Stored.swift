import HTTPTypes

extension Response {
  /// Replaces the content by one that was compressed once for all, if the client prefers that, and says so in the fields.
  ///
  /// - Parameters:
  ///   - content: Makes or finds the compressed content.
  ///   - request: What is answered.
  public mutating func offer(gzip content: () -> [UInt8], for request: Request) {
    isCompressible = false
    fields.append(HTTPField(name: .vary, value: "Accept-Encoding"))
    guard AcceptEncoding(request.fields).prefersGzip else { return }
    fields[.contentEncoding] = "gzip"
    entityTag = entityTag?.compressed
    body = .bytes([content()])
  }
}
