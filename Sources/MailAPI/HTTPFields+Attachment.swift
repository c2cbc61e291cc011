package import Bytes
package import HTTPTypes

extension HTTPFields {
  /// Tells the browser to save the content under a name (RFC 6266).
  ///
  /// Ids may come from a database that others write to: what could end the quoted name becomes an underscore.
  package mutating func attach(fileNamed name: ByteString, _ suffix: String) {
    let neutral = name.bytes.map { byte in
      byte.isASCIIControl || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
        ? UInt8(ascii: "_") : byte
    }
    let value = Array("attachment; filename=\"".utf8) + neutral + Array("\(suffix)\"".utf8)
    self[.contentDisposition] = nil
    append(HTTPField(name: .contentDisposition, value: value))
  }
}
