extension [UInt8] {
  /// Whether these bytes are UTF-8, as every string that a server takes.
  var isUTF8: Bool { (try? UTF8Span(validating: span)) != nil }
}
