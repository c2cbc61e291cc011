import HogletServer
import Testing

@Suite struct `What unfinished requests may take` {
  @Test func `is shared, and who holds little is refused last`() throws {
    let budget = RequestBudget(try .test("-max-request-bytes", "100KB"))
    budget.change(from: 0, to: 60_000)
    #expect(!budget.refuses(60_000))
    budget.change(from: 0, to: 50_000)
    #expect(budget.refuses(60_000))
    #expect(budget.refuses(50_000))
    #expect(!budget.refuses(16 * 1024))
    budget.change(from: 0, to: 100_000)
    #expect(budget.refuses(1025) && !budget.refuses(1024))
    budget.change(from: 100_000, to: 0)
    budget.change(from: 60_000, to: 0)
    #expect(!budget.refuses(50_000))
  }

  @Test func `is said by flag or variable, and otherwise a share of the memory`() throws {
    #expect(try Settings.test().maximumRequestBytes == nil)
    #expect(try Settings.test("-max-request-bytes", "2MB").maximumRequestBytes == 2 << 20)
    #expect(try Settings.test(environment: ["MH_MAX_REQUEST_BYTES": "64K"]).maximumRequestBytes == 65_536)
    #expect(MemoryLimit(bytes: 512 << 20).requestBytes == 16_106_127)
  }
}
