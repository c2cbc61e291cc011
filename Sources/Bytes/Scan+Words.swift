extension Scan {
  /// Whether `bytes` spell `word`, which is in lower case, in whatever case.
  public static func matches(_ bytes: Span<UInt8>, lowercased word: StaticString) -> Bool {
    guard bytes.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { word in
      for index in bytes.indices where unsafe bytes[index].asciiLowercased != word[index] { return false }
      return true
    }
  }

  /// Whether `bytes` begin with `prefix`, byte for byte.
  public static func hasPrefix(_ bytes: Span<UInt8>, _ prefix: StaticString) -> Bool {
    guard bytes.count >= prefix.utf8CodeUnitCount else { return false }
    return prefix.withUTF8Buffer { prefix in
      for index in prefix.indices where unsafe bytes[index] != prefix[index] { return false }
      return true
    }
  }
}
