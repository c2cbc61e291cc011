import Bytes
import HTTPTypes
import HogletAPI
import JSON
import MailStore
import RouterClient
import Testing

@Suite struct `A server of version 3` {
  private func client(_ releaser: ScriptedReleaser = ScriptedReleaser(.forbidden)) -> Client {
    let store = MemoryStore()
    store.insert(StoredMessage("x"))
    return Client(routes: HogletAPI(store: store, surroundings: .test(releaser)).routes)
  }

  private func release(
    _ client: Client,
    _ body: String,
    type: String = "application/json"
  ) async -> Client.Answer {
    await client.send(
      .post,
      "/api/v3/messages/id@host/release",
      fields: [.contentType: type],
      body: body
    )
  }

  @Test func `says what a page has to know of it`() async {
    let answer = await client().get("/api/v3/settings")
    #expect(answer.contentType == "application/json")
    #expect(
      answer.text
        == #"{"version":"1.2.3","storage":"memory","hostname":"mx.example","smtp":{"address":"0.0.0.0:1025"},"#
        + #""limits":{"messages":7,"bytes":1000,"age":null},"releaseServers":["relay","team"],"jim":true}"#
    )
  }

  @Test func `hands out the description of its API`() async throws {
    let answer = await client().get("/api/v3/openapi.json")
    #expect(answer.contentType == "application/json")
    #expect(answer.tag != nil)
    #expect(try answer.json().text("openapi")?.hasPrefix("3.1") == true)
  }

  @Test func `sends a message on, to whom and where it is told`() async {
    let releaser = ScriptedReleaser(.released(["a@b", "c@d"]))
    let client = client(releaser)
    let first = await release(client, #"{"to":["a@b","c@d"],"server":"relay"}"#)
    #expect(first.status == 200)
    #expect(first.text == #"{"released":["a@b","c@d"]}"#)
    _ = await release(client, #"{"host":"h"}"#)
    _ = await release(
      client,
      #"{"to":[],"host":"h","port":587,"username":"u","password":"p","mechanism":"PLAIN","insecure":true}"#
    )
    #expect(
      releaser.orders == [
        ReleaseOrder(recipients: ["a@b", "c@d"], server: .saved("relay")),
        ReleaseOrder(
          recipients: [],
          server: .named(host: "h", port: 25, username: "", password: "", mechanism: "", insecure: false)
        ),
        ReleaseOrder(
          recipients: [],
          server: .named(
            host: "h",
            port: 587,
            username: "u",
            password: "p",
            mechanism: "PLAIN",
            insecure: true
          )
        ),
      ]
    )
  }

  @Test(
    arguments: [
      (.forbidden, 403, #"{"error":"release is switched off"}"#),
      (.noMessage, 404, #"{"error":"there is no such message"}"#),
      (.noServer, 404, #"{"error":"no server is saved under that name"}"#),
      (.malformed("no"), 400, #"{"error":"no"}"#), (.crowded("later"), 503, #"{"error":"later"}"#),
      (.failed("away", stage: nil, reply: nil), 502, #"{"error":"away"}"#),
      (
        .failed("the recipients", stage: "rcpt", reply: "550 No"), 502,
        #"{"error":"the recipients","stage":"rcpt","reply":"550 No"}"#
      ),
    ] as [(ReleaseOutcome, Int, String)]
  )
  func `says why a message was not sent on`(outcome: ReleaseOutcome, status: Int, text: String) async {
    let answer = await release(client(ScriptedReleaser(outcome)), #"{"server":"x"}"#)
    #expect(answer.status == status)
    #expect(answer.text == text)
  }

  @Test(arguments: [
    "", "[]", "{}", #"{"to":["a@b"]}"#, #"{"host":""}"#, #"{"host":"h","port":0}"#,
    #"{"host":"h","port":"25"}"#,
    #"{"host":"h","port":65536}"#, #"{"host":"h","server":"s"}"#, #"{"server":"s","port":25}"#,
    #"{"server":"s","to":"a@b"}"#, #"{"server":"s","to":[""]}"#, #"{"server":"s","to":[1]}"#,
    #"{"server":1}"#,
    #"{"server":"s","cc":[]}"#, #"{"host":"a\u0000b"}"#, #"{"host":"h","insecure":1}"#,
  ])
  func `sends nothing on that it does not understand`(body: String) async {
    let releaser = ScriptedReleaser(.released([]))
    #expect(await release(client(releaser), body).status == 400)
    #expect(releaser.orders.isEmpty)
  }

  @Test func `sends nothing on for a form`() async {
    let releaser = ScriptedReleaser(.released([]))
    #expect(await release(client(releaser), #"{"server":"s"}"#, type: "text/plain").status == 415)
    #expect(releaser.orders.isEmpty)
  }
}
