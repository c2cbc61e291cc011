internal import Bytes
internal import CoreMetrics
internal import Glibc

/// What Prometheus's users expect to know of any process.
struct ProcessGauges: Sendable {
  private let memory: Meter
  private let descriptors: Meter

  init(_ factory: any MetricsFactory) {
    memory = Meter(label: "process_resident_memory_bytes", factory: factory)
    descriptors = Meter(label: "process_open_fds", factory: factory)
    Meter(label: "process_start_time_seconds", factory: factory)
      .set(Double(WallClock.now().nanoseconds) / 1e9)
  }

  func update() {
    if let pages = SmallFile.text(at: "/proc/self/statm")?.split(separator: " ").dropFirst().first.flatMap({
      Int($0)
    }) {
      memory.set(pages * sysconf(Int32(_SC_PAGESIZE)))
    }
    if let count = Self.descriptorCount() { descriptors.set(count) }
  }

  private static func descriptorCount() -> Int? {
    guard let folder = unsafe opendir("/proc/self/fd") else { return nil }
    defer { unsafe closedir(folder) }
    var count = 0
    while unsafe readdir(folder) != nil { count += 1 }
    // The folder itself and the one above it are listed too, and so is the descriptor that lists.
    return max(count - 3, 0)
  }
}
