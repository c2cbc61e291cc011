/// Labels of domain names in letters, digits and hyphens (RFC 3492).
enum Punycode {
  private static let (base, tMin, tMax, skew, damp) = (36, 1, 26, 38, 700)
  private static let (initialBias, initialN) = (72, 128)

  /// Longer labels do not exist in the DNS, and would take quadratic time.
  private static let longest = 256

  /// Encodes a label, without a prefix; nil if it is too long.
  static func encode(_ label: [Unicode.Scalar]) -> [UInt8]? {
    guard label.count <= longest else { return nil }
    var output = label.filter(\.isASCII).map { UInt8(truncatingIfNeeded: $0.value) }
    let basic = output.count
    if basic > 0 { output.append(UInt8(ascii: "-")) }
    var (n, delta, bias, handled) = (initialN, 0, initialBias, basic)
    while handled < label.count {
      guard let next = label.map({ Int($0.value) }).filter({ $0 >= n }).min() else { return nil }
      delta += (next - n) * (handled + 1)
      n = next
      for scalar in label {
        if scalar.value < n { delta += 1 }
        guard scalar.value == n else { continue }
        append(delta, bias: bias, to: &output)
        bias = adapt(delta, points: handled + 1, isFirst: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      n += 1
    }
    return output
  }

  /// Decodes a label without its prefix; nil if it is none.
  static func decode(_ label: some Collection<UInt8>) -> [Unicode.Scalar]? {
    guard label.count <= longest, label.allSatisfy({ $0 < 0x80 }) else { return nil }
    let bytes = Array(label)
    let hyphen = bytes.lastIndex(of: UInt8(ascii: "-"))
    var output = bytes[..<(hyphen ?? 0)].map { Unicode.Scalar($0) }
    var position = hyphen.map { $0 + 1 } ?? 0
    var (n, index, bias) = (initialN, 0, initialBias)
    while position < bytes.count {
      let old = index
      guard read(bytes, &position, into: &index, bias: bias) else { return nil }
      bias = adapt(index - old, points: output.count + 1, isFirst: old == 0)
      n += index / (output.count + 1)
      index %= output.count + 1
      guard let value = UInt32(exactly: n), let scalar = Unicode.Scalar(value) else { return nil }
      output.insert(scalar, at: index)
      index += 1
    }
    return output
  }

  private static func append(_ delta: Int, bias: Int, to output: inout [UInt8]) {
    var (rest, k) = (delta, base)
    while true {
      let threshold = threshold(k, bias)
      guard rest >= threshold else { break }
      output.append(digit(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      k += base
    }
    output.append(digit(rest))
  }

  /// Reads a number of variable length and adds it to `index`.
  private static func read(_ bytes: [UInt8], _ position: inout Int, into index: inout Int, bias: Int) -> Bool
  {
    var (weight, k) = (1, base)
    while true {
      guard position < bytes.count, let digit = value(bytes[position]) else { return false }
      position += 1
      index += digit * weight
      guard index < 1 << 40 else { return false }
      let threshold = threshold(k, bias)
      guard digit >= threshold else { return true }
      weight *= base - threshold
      guard weight < 1 << 40 else { return false }
      k += base
    }
  }

  private static func threshold(_ k: Int, _ bias: Int) -> Int { min(max(k - bias, tMin), tMax) }

  private static func adapt(_ delta: Int, points: Int, isFirst: Bool) -> Int {
    var rest = isFirst ? delta / damp : delta / 2
    rest += rest / points
    var k = 0
    while rest > (base - tMin) * tMax / 2 {
      rest /= base - tMin
      k += base
    }
    return k + (base - tMin + 1) * rest / (rest + skew)
  }

  private static func digit(_ value: Int) -> UInt8 {
    value < 26 ? UInt8(ascii: "a") + UInt8(value) : UInt8(ascii: "0") + UInt8(value - 26)
  }

  private static func value(_ digit: UInt8) -> Int? {
    switch digit {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(digit - UInt8(ascii: "a"))
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(digit - UInt8(ascii: "A"))
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(digit - UInt8(ascii: "0")) + 26
    default: nil
    }
  }
}
