import HogletServer
import Testing

@Suite struct `The settings of live events` {
  @Test func `limit what waits for subscribers, by flag or variable`() throws {
    #expect(try Settings.test().maximumLiveBytes == nil)
    #expect(try Settings.test("-max-live-bytes", "2MB").maximumLiveBytes == 2 << 20)
    #expect(try Settings.test(environment: ["MH_MAX_LIVE_BYTES": "64K"]).maximumLiveBytes == 65_536)
  }
}
