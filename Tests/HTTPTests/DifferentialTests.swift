import Bytes
import Glibc
import HTTPVerdicts
import Testing

/// A line of `Differential/requests.tsv`: what a client sends, and what we, Python's h11 and nginx make of it.
struct KeptRequest: Sendable, CustomStringConvertible {
  let name: String
  let verdict: String
  let bytes: [UInt8]

  var description: String { name }

  static let all: [KeptRequest] = lines().compactMap { line in
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == 5, let bytes = EscapedText.bytes(fields[4]) else { return nil }
    return KeptRequest(name: String(fields[0]), verdict: String(fields[1]), bytes: bytes)
  }

  private static func lines() -> [Substring] {
    let folder = #filePath.split(separator: "/").dropLast().map { "/\($0)" }.joined()
    guard let file = unsafe fopen("\(folder)/Differential/requests.tsv", "r") else { return [] }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe fread(&block, 1, block.count, file)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self).split(separator: "\n") }
      bytes += block[..<count]
    }
  }
}

@Suite struct `What servers disagree about` {
  @Test func `is kept`() {
    #expect(KeptRequest.all.count > 250)
  }

  @Test(arguments: KeptRequest.all)
  func `is decided as ever`(request: KeptRequest) {
    #expect(HTTPVerdict(hearing: [request.bytes[...]]).description == request.verdict)
  }

  @Test(arguments: KeptRequest.all)
  func `is decided the same in any segmentation`(request: KeptRequest) {
    let bytes = request.bytes
    #expect(HTTPVerdict(hearing: bytes.indices.map { bytes[$0...$0] }).description == request.verdict)
    for cut in bytes.indices {
      let verdict = HTTPVerdict(hearing: [bytes[..<cut], bytes[cut...]])
      #expect(verdict.description == request.verdict, "cut at \(cut)")
    }
  }

  @Test func `is told in lines that can be read back`() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(EscapedText.bytes(EscapedText.escaped(bytes)[...]) == bytes)
    #expect(EscapedText.bytes("\\q") == nil)
    #expect(EscapedText.bytes("\\x1") == nil)
    #expect(EscapedText.bytes("a\\") == nil)
  }
}
