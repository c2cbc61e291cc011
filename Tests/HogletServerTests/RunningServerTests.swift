import HogletServer
import Testing

@Suite struct `A running server` {
  private func address(_ files: [String: String], _ environment: [String: String] = [:]) throws -> String {
    let tree = try FileTree(files)
    return RunningServer.apiAddress(environment: environment, root: tree.root)
  }

  @Test(arguments: [
    "/usr/local/bin/hoglet\0-api-bind-addr\0:80\0", "MailHog\0-api-bind-addr=:80\0",
    "hoglet\0--api-bind-addr\0:80\0",
    "hoglet\0-hostname\0\0-api-bind-addr=:80\0",
  ])
  func `is where the flags of the main process say`(command: String) throws {
    let files = ["/proc/1/cmdline": command, "/proc/1/environ": "MH_API_BIND_ADDR=:81\0"]
    #expect(try address(files, ["MH_API_BIND_ADDR": ":82"]) == ":80")
  }

  @Test func `is where the variables of the main process say`() throws {
    let files = ["/proc/1/cmdline": "hoglet\0", "/proc/1/environ": "PATH=/bin\0MH_API_BIND_ADDR=:81\0X\0"]
    #expect(try address(files, ["MH_API_BIND_ADDR": ":82"]) == ":81")
  }

  @Test func `is where it is by default when the main process says nothing`() throws {
    let files = [
      "/proc/1/cmdline": "hoglet\0MailHog\0-api-bind-addr=:80\0", "/proc/1/environ": "PATH=/bin\0",
    ]
    #expect(try address(files, ["MH_API_BIND_ADDR": ":82"]) == "0.0.0.0:8025")
  }

  @Test func `has the variables of who asks where its own cannot be read`() throws {
    #expect(try address(["/proc/1/cmdline": "hoglet\0"], ["MH_API_BIND_ADDR": ":82"]) == ":82")
  }

  @Test func `may be a child of the main process`() throws {
    let files = [
      "/proc/1/cmdline": "/sbin/docker-init\0--\0hoglet\0", "/proc/1/task/1/children": "5 7 ",
      "/proc/5/cmdline": "sh\0", "/proc/7/cmdline": "hoglet\0-api-bind-addr=:80\0",
    ]
    #expect(try address(files) == ":80")
  }

  @Test(arguments: [
    "/sbin/init\0", "nothoglet\0-api-bind-addr=:80\0", "hoglet\0health\0",
    "hoglet\0bcrypt\0-api-bind-addr=:80\0",
    "hoglet\0sendmail\0", "hoglet\0-no-such-flag\0-api-bind-addr=:80\0", "", "\0",
  ])
  func `is not another process`(command: String) throws {
    #expect(try address(["/proc/1/cmdline": command], ["MH_API_BIND_ADDR": ":82"]) == ":82")
    #expect(try address(["/proc/1/cmdline": command]) == "0.0.0.0:8025")
  }

  @Test func `is looked for without any processes`() throws {
    #expect(try address([:]) == "0.0.0.0:8025")
  }
}
