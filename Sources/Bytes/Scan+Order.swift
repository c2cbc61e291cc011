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
}
