import FuzzTargets
import Testing

@Suite struct `An input that is kept` {
  @Test(arguments: CorpusFile.all)
  func `breaks no rule`(file: CorpusFile) throws {
    let bytes = try #require(file.bytes)
    #expect(throws: Never.self) { try file.target.run(bytes) }
  }

  @Test(arguments: FuzzTarget.allCases)
  func `is there for every target`(target: FuzzTarget) {
    #expect(CorpusFile.all.contains { $0.target == target && $0.bytes?.isEmpty == false })
  }

  /// Every prefix is an input as well, and ends in the middle of something.
  @Test(arguments: CorpusFile.all)
  func `breaks no rule when it is cut short`(file: CorpusFile) throws {
    let bytes = try #require(file.bytes)
    for count in stride(from: 0, to: bytes.count, by: bytes.count / 16 + 1) {
      #expect(throws: Never.self) { try file.target.run(Array(bytes[..<count])) }
    }
  }
}
