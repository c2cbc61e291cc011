internal import Glibc

extension Scan {
  /// Whether `left` comes before `right` in the order of byte values, in which Go writes the keys of a map.
  public static func precedes(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    let common = min(left.count, right.count)
    let difference = unsafe left.withUnsafeBytes { left in
      unsafe right.withUnsafeBytes { right -> Int32 in
        guard let left = left.baseAddress, let right = right.baseAddress else { return 0 }
        return unsafe memcmp(left, right, common)
      }
    }
    return difference == 0 ? left.count < right.count : difference < 0
  }

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
