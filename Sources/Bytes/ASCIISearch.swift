/// A search for ASCII text in any case that tries many places at once.
///
/// A place is worth a look when the first and the last byte of the text are right. Text can be made so that nearly every
/// place is: after spending a few steps per byte on looking, the search gives up and says where.
struct ASCIISearch {
  /// What came of a search.
  enum Outcome: Equatable {
    /// The text is there.
    case found
    /// The text is not there.
    case absent
    /// The text does not begin before this place; beyond it a linear search is cheaper.
    case undecided(from: Int)
  }

  private let text: [UInt8]
  private let first: EitherCase
  private let last: EitherCase

  /// A search for `text`: ASCII in lower case, not empty.
  init(_ text: [UInt8]) {
    self.text = text
    first = EitherCase(text[0])
    last = EitherCase(text[text.count - 1])
  }

  /// Looks for the text in `bytes`.
  func run(over bytes: Span<UInt8>) -> Outcome {
    let places = bytes.count - text.count + 1
    guard places > 0 else { return .absent }
    var steps = 4 * bytes.count
    var place = 0
    while place < places {
      let block = unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe candidates(in: UnsafeRawBufferPointer(buffer), at: place, of: places)
      }
      place = block.end
      guard block.lanes.holdsOnes else { continue }
      for word in 0..<8 {
        var lanes = block.lanes[word]
        while lanes != 0 {
          let lane = lanes.trailingZeroBitCount >> 3
          lanes &= ~(0xFF << UInt64(lane * 8))
          let candidate = block.start + word * 8 + lane
          if stands(at: candidate, in: bytes, steps: &steps) { return .found }
          if steps < 0 { return .undecided(from: candidate + 1) }
        }
      }
    }
    return .absent
  }

  /// Whether all of the text stands at a place whose first and last byte are right.
  private func stands(at place: Int, in bytes: Span<UInt8>, steps: inout Int) -> Bool {
    var index = 1
    while index < text.count - 1 {
      guard bytes[place + index].asciiLowercased == text[index] else { break }
      index += 1
    }
    steps -= index
    return index >= text.count - 1
  }
}

extension ASCIISearch {
  /// Up to 64 neighboring places, with a byte of ones for each that is worth a look.
  private struct Block {
    let start: Int
    let end: Int
    let lanes: SIMD8<UInt64>
  }

  /// Tests the places from `place` on; the last block of many reaches back over places already tested.
  @inline(__always)
  private func candidates(in bytes: UnsafeRawBufferPointer, at place: Int, of places: Int) -> Block {
    if places >= 64 {
      let start = min(place, places - 64)
      let heads = unsafe bytes.loadUnaligned(fromByteOffset: start, as: SIMD64<UInt8>.self)
      let tails = unsafe bytes.loadUnaligned(fromByteOffset: start + text.count - 1, as: SIMD64<UInt8>.self)
      let hits = first.matches(heads) .& last.matches(tails)
      return Block(start: start, end: start + 64, lanes: unsafe unsafeBitCast(hits, to: SIMD8<UInt64>.self))
    }
    var lanes = SIMD8<UInt64>.zero
    if places >= 16 {
      let start = min(place, places - 16)
      let heads = unsafe bytes.loadUnaligned(fromByteOffset: start, as: SIMD16<UInt8>.self)
      let tails = unsafe bytes.loadUnaligned(fromByteOffset: start + text.count - 1, as: SIMD16<UInt8>.self)
      let hits = unsafe unsafeBitCast(first.matches(heads) .& last.matches(tails), to: SIMD2<UInt64>.self)
      (lanes[0], lanes[1]) = (hits[0], hits[1])
      return Block(start: start, end: start + 16, lanes: lanes)
    }
    for offset in 0..<places - place {
      let head = unsafe first.matches(bytes[place + offset])
      let tail = unsafe last.matches(bytes[place + offset + text.count - 1])
      if head && tail { lanes[offset / 8] |= 0xFF << UInt64(offset % 8 * 8) }
    }
    return Block(start: place, end: places, lanes: lanes)
  }
}

/// A byte of a pattern: a letter stands for both its cases.
///
/// Comparisons and operations on masks become vector instructions; arithmetic on vectors of bytes becomes loops.
private struct EitherCase {
  private let lower: UInt8
  private let upper: UInt8

  init(_ lowercase: UInt8) {
    lower = lowercase
    upper = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercase) ? lowercase ^ 0x20 : lowercase
  }

  @inline(__always)
  func matches(_ byte: UInt8) -> Bool { byte == lower || byte == upper }

  @inline(__always)
  func matches(_ bytes: SIMD64<UInt8>) -> SIMDMask<SIMD64<Int8>> {
    (bytes .== SIMD64(repeating: lower)) .| (bytes .== SIMD64(repeating: upper))
  }

  @inline(__always)
  func matches(_ bytes: SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>> {
    (bytes .== SIMD16(repeating: lower)) .| (bytes .== SIMD16(repeating: upper))
  }
}
