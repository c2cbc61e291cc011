import HogletServer
import Testing

@Suite struct `A memory limit` {
  private static let two = "/sys/fs/cgroup"
  private static let one = "/sys/fs/cgroup/memory"

  private func limit(_ files: [String: String], physical: Int? = 1 << 40) throws -> Int? {
    let tree = try FileTree(files)
    return MemoryLimit.current(root: tree.root, physical: physical)?.bytes
  }

  @Test func `is the machine's memory where there are no control groups`() throws {
    #expect(try limit([:], physical: 12_345) == 12_345)
    #expect(try limit([:], physical: nil) == nil)
    #expect(try limit(["/proc/self/cgroup": "0::/\n"], physical: 12_345) == 12_345)
  }

  @Test func `is at the root for a container of version 2`() throws {
    #expect(
      try limit(["/proc/self/cgroup": "0::/\n", Self.two + "/memory.max": "536870912\n"]) == 536_870_912
    )
  }

  @Test func `is that of the process's own group`() throws {
    let list = "0::/system.slice/hoglet.service\n"
    let files = [
      "/proc/self/cgroup": list, Self.two + "/system.slice/hoglet.service/memory.max": "1000\n",
      Self.two + "/system.slice/other.service/memory.max": "10\n",
    ]
    #expect(try limit(files) == 1_000)
  }

  @Test(arguments: [
    ("1000", "max", 1_000), ("max", "1000", 1_000), ("1000", "2000", 1_000), ("2000", "1000", 1_000),
  ])
  func `is the lowest of a group and those above it`(own: String, above: String, expected: Int) throws {
    let files = [
      "/proc/self/cgroup": "0::/a/b/c\n", Self.two + "/a/b/c/memory.max": own + "\n",
      Self.two + "/a/memory.max": above + "\n",
    ]
    #expect(try limit(files) == expected)
  }

  @Test func `is found at the root when the path is the host's`() throws {
    let container = "/docker/0123456789abcdef"
    #expect(
      try limit(["/proc/self/cgroup": "0::\(container)\n", Self.two + "/memory.max": "1000\n"]) == 1_000
    )
    #expect(
      try limit([
        "/proc/self/cgroup": "4:memory:\(container)\n", Self.one + "/memory.limit_in_bytes": "1000\n",
      ]) == 1_000
    )
    #expect(try limit(["/proc/self/cgroup": "0::/../../x\n", Self.two + "/memory.max": "1000\n"]) == 1_000)
  }

  @Test func `is read from version 1 among other resources`() throws {
    let list = "12:cpu,cpuacct:/x\n5:hugetlb,memory:/a/b\n1:name=systemd:/y\n0::/\n"
    let files = ["/proc/self/cgroup": list, Self.one + "/a/b/memory.limit_in_bytes": "268435456\n"]
    #expect(try limit(files) == 268_435_456)
  }

  @Test func `is not the absurd number of a group of version 1 without limit`() throws {
    let files = [
      "/proc/self/cgroup": "5:memory:/\n", Self.one + "/memory.limit_in_bytes": "9223372036854771712\n",
    ]
    #expect(try limit(files, physical: 12_345) == 12_345)
  }

  @Test func `is the lower of both versions`() throws {
    let files = [
      "/proc/self/cgroup": "5:memory:/a\n0::/b\n", Self.one + "/a/memory.limit_in_bytes": "2000\n",
      Self.two + "/unified/b/memory.max": "1000\n",
    ]
    #expect(try limit(files) == 1_000)
  }

  @Test(arguments: ["", "max", "nonsense", "-1", "0", "99999999999999999999999", "12x"])
  func `is not what makes no sense`(text: String) throws {
    #expect(
      try limit(["/proc/self/cgroup": "0::/\n", Self.two + "/memory.max": text], physical: 12_345) == 12_345
    )
  }

  @Test(arguments: ["", "\n", "0", "0:", "0::", "::", "x:y:z", "0:memory", "memory"])
  func `survives a list of groups that makes no sense`(list: String) throws {
    #expect(try limit(["/proc/self/cgroup": list], physical: 12_345) == 12_345)
  }

  @Test func `leaves two fifths to others than the store`() {
    #expect(MemoryLimit(bytes: 1_000).storeBytes == 600)
    #expect(MemoryLimit(bytes: 1_000).liveBytes == 30)
    #expect(MemoryLimit(bytes: .max).storeBytes > 0)
  }

  @Test func `is known here`() throws {
    let here = try #require(MemoryLimit.current())
    #expect(here.bytes > 0)
    #expect(here.bytes <= MemoryLimit.physicalBytes ?? .max)
  }
}
