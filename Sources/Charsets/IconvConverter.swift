import Bytes
import Glibc
import MIME

/// A conversion by the C library: a class, because its state lies there and must be freed.
@safe final class IconvConverter: CharsetConverter {
  private let descriptor: iconv_t
  /// How many bytes to pass over where no character is: those of a code unit, or all behind them would be read askew.
  private let unitSize: Int
  /// The beginning of a character whose end is in the next piece.
  private var rest: [UInt8] = []
  private var isAtStart = true

  init?(from name: String) {
    let descriptor = unsafe iconv_open("UTF-8", name)
    guard unsafe descriptor != iconv_t(bitPattern: -1), let descriptor = unsafe descriptor else { return nil }
    unsafe self.descriptor = descriptor
    unitSize = Self.unitSize(of: name)
  }

  deinit {
    _ = unsafe iconv_close(descriptor)
  }

  func convert(_ bytes: Span<UInt8>, isLast: Bool, into text: inout [UInt8]) {
    let start = text.count
    var input = rest
    input.append(copying: bytes)
    rest = []
    // No charset's characters grow more than this on the way to UTF-8; if one does, there is another turn.
    var output = [UInt8](repeating: 0, count: 3 * input.count + 16)
    var position = 0
    while position < input.count {
      switch step(input, &position, &output, &text) {
      case EILSEQ:
        text.append(contentsOf: "\u{FFFD}".utf8)
        position = min(position + unitSize, input.count)
      case EINVAL:
        if isLast { text.append(contentsOf: "\u{FFFD}".utf8) } else { rest = Array(input[position...]) }
        position = input.count
      default: break
      }
    }
    if isLast { flush(&output, &text) }
    dropMark(from: start, in: &text)
    repair(from: start, in: &text)
  }

  private static func unitSize(of name: String) -> Int {
    if ["UTF-16", "UTF16", "UCS-2", "UCS2", "UNICODE"].contains(where: name.hasPrefix) { return 2 }
    return ["UTF-32", "UTF32", "UCS-4", "UCS4"].contains(where: name.hasPrefix) ? 4 : 1
  }

  /// Converts until something is in the way, and returns what.
  private func step(
    _ input: [UInt8],
    _ position: inout Int,
    _ output: inout [UInt8],
    _ text: inout [UInt8]
  ) -> Int32 {
    let offset = position
    let (failure, left, room) = unsafe input.withUnsafeBytes { input in
      unsafe output.withUnsafeMutableBytes { output -> (Int32, Int, Int) in
        // iconv's parameter is not const, but it writes only to its output.
        var source = unsafe UnsafeMutableRawPointer(mutating: input.baseAddress.map { unsafe $0 + offset })?
          .assumingMemoryBound(to: CChar.self)
        var target = unsafe output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var (left, room) = (input.count - offset, output.count)
        let result = unsafe iconv(descriptor, &source, &left, &target, &room)
        return (result == Int(bitPattern: UInt.max) ? errno : 0, left, room)
      }
    }
    position = input.count - left
    text.append(contentsOf: output[..<(output.count - room)])
    return failure
  }

  /// Adds what a charset with shift states still owes.
  private func flush(_ output: inout [UInt8], _ text: inout [UInt8]) {
    let room = unsafe output.withUnsafeMutableBytes { output -> Int in
      var target = unsafe output.baseAddress?.assumingMemoryBound(to: CChar.self)
      var room = output.count
      _ = unsafe iconv(descriptor, nil, nil, &target, &room)
      return room
    }
    text.append(contentsOf: output[..<(output.count - room)])
  }

  /// Replaces characters beyond the last of Unicode: the C library writes those of old standards, in up to six bytes.
  private func repair(from start: Int, in text: inout [UInt8]) {
    guard Scan.lengthOfUTF8(in: text.span.extracting(start...)) < text.count - start else { return }
    let repaired = String(decoding: text[start...], as: UTF8.self)
    text.replaceSubrange(start..., with: repaired.utf8)
  }

  private func dropMark(from start: Int, in text: inout [UInt8]) {
    guard isAtStart, text.count > start else { return }
    isAtStart = false
    if text[start...].starts(with: "\u{FEFF}".utf8) { text.removeSubrange(start..<start + 3) }
  }
}
