public import Bytes

/// The value of a header field as a reader sees it: unfolded, with encoded words decoded.
public enum HeaderText {
  /// Decodes a value (RFC 2047 sections 4 and 5, RFC 6532).
  ///
  /// What stands between two encoded words counts only if it is more than white space. Words of the same charset are
  /// put together before that is undone, because some senders cut characters in two. Encoded words are
  /// seen everywhere, also in quotation marks and within other words, where RFC 2047 forbids them.
  ///
  /// - Parameters:
  ///   - value: All behind the colon, or a part of that.
  ///   - charsets: What knows charsets.
  /// - Returns: One line of UTF-8 without white space around it.
  public static func decode(_ value: Span<UInt8>, charsets: some CharsetDecoding) -> ByteString {
    var unfolded: [UInt8] = []
    unfold(value, into: &unfolded)
    let mark: InlineArray<2, UInt8> = [UInt8(ascii: "="), UInt8(ascii: "?")]
    guard let first = Scan.firstRange(of: mark.span, in: unfolded.span) else {
      if Scan.firstNonASCII(in: unfolded.span) == nil { return ByteString(unfolded) }
      return TextDecoder.decode(unfolded.span, label: nil, charsets: charsets)
    }
    var text = Assembly()
    var ends = WordEnds()
    var position = first.lowerBound
    while let start = Scan.firstRange(of: mark.span, in: unfolded.span, from: position)?.lowerBound {
      if let word = EncodedWord(at: start, ends: &ends, in: unfolded.span) {
        text.add(word, of: unfolded.span, charsets: charsets)
        position = word.range.upperBound
      } else {
        position = start + 1
      }
    }
    return text.finish(unfolded.span, charsets: charsets)
  }

  /// Adds `value` as one line, without white space around it.
  ///
  /// Line breaks go and the white space behind them stays (RFC 5322 section 2.2.3).
  static func unfold(_ value: Span<UInt8>, into text: inout [UInt8]) {
    var (start, end) = (0, value.count)
    while start < end, value[start] <= ASCII.space { start += 1 }
    while end > start, value[end - 1] <= ASCII.space { end -= 1 }
    let trimmed = value.extracting(start..<end)
    var lines = LineReader(trimmed.indices)
    text.reserveCapacity(text.count + trimmed.count)
    while let line = lines.next(in: trimmed) { text.append(copying: trimmed.extracting(line.text)) }
  }
}

extension HeaderText {
  /// A value that is being put together.
  private struct Assembly {
    private var text: [UInt8] = []
    /// Behind the last word.
    private var position = 0
    /// The bytes of neighboring words of one charset.
    private var run: (charset: ByteString, bytes: [UInt8])?

    mutating func add(_ word: EncodedWord, of value: Span<UInt8>, charsets: some CharsetDecoding) {
      let gap = value.extracting(position..<word.range.lowerBound)
      position = word.range.upperBound
      let isJoined = run != nil && gap.indices.allSatisfy { gap[$0] <= ASCII.space }
      if isJoined, run?.charset == word.charset {
        run?.bytes += word.bytes
        return
      }
      flush(charsets)
      if !isJoined { TextDecoder.append(gap, label: nil, charsets: charsets, to: &text) }
      run = (word.charset, word.bytes)
    }

    mutating func finish(_ value: Span<UInt8>, charsets: some CharsetDecoding) -> ByteString {
      flush(charsets)
      TextDecoder.append(value.extracting(position...), label: nil, charsets: charsets, to: &text)
      return ByteString(text)
    }

    /// A decoded word is text of one line, whatever somebody has encoded into it.
    private mutating func flush(_ charsets: some CharsetDecoding) {
      guard let run else { return }
      let start = text.count
      TextDecoder.append(run.bytes.span, label: run.charset, charsets: charsets, to: &text)
      for index in start..<text.count where text[index] < ASCII.space || text[index] == 0x7F {
        text[index] = ASCII.space
      }
      self.run = nil
    }
  }
}
