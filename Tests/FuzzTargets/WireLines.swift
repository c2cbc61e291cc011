import Bytes

/// The lines of what a server says.
package enum WireLines {
  /// The lines without their CRLF.
  ///
  /// - Throws: That one does not end so, or has a CR or LF anywhere else.
  package static func split(_ bytes: [UInt8]) throws(Finding) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: ASCII.carriageReturn) {
      let line = rest[..<end]
      try require(!line.contains(ASCII.lineFeed), "no LF stands alone")
      try require(rest[end...].dropFirst().first == ASCII.lineFeed, "no CR stands alone")
      lines.append(line)
      rest = rest[(end + 2)...]
    }
    try require(rest.isEmpty, "every line ends with CRLF")
    return lines
  }
}
