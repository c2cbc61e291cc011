import HTTPTypes

extension Response {
  /// Content of so many bytes is not worth compressing: it fits into a packet as it is.
  private static let shortLength = 1024

  /// Chooses how the content is written, and says so in the fields.
  ///
  /// The entity tag changes with the coding, as it names bytes and not what they mean (RFC 9110 section 8.8.3.3).
  ///
  /// - Parameters:
  ///   - request: What is answered.
  ///   - contentLength: Bytes of the content as it is, or nil if they are not known yet.
  /// - Returns: What the caller is to do with the content.
  public mutating func chooseCoding(for request: Request, contentLength: Int?) -> ContentCoding {
    let isShort = contentLength.map { $0 <= Self.shortLength } ?? false
    guard isCompressible, !isShort, !fields.contains(.contentEncoding) else { return .identity }
    fields.append(HTTPField(name: .vary, value: "Accept-Encoding"))
    guard AcceptEncoding(request.fields).prefersGzip else { return .identity }
    fields[.contentEncoding] = "gzip"
    entityTag = entityTag?.compressed
    return .gzip
  }
}
