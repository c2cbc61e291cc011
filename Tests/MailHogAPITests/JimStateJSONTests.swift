import Jim
import MailHogAPI
import Testing

@Suite struct `Jim as text` {
  @Test(arguments: [
    JimState(), JimState(isInvited: true),
    JimState(
      settings: JimSettings(disconnectChance: 1e-9, acceptChance: -3, linkSpeedMax: 1e300),
      isInvited: false,
      invitations: 7
    ),
    JimState(settings: .usual, isInvited: true, invitations: .max),
    JimState(settings: .usual, isInvited: true, invitations: .min),
  ])
  func `is read back as he was`(state: JimState) {
    #expect(JimState(json: state.json) == state)
  }

  @Test func `says who he is in words that people read`() {
    let state = JimState(settings: JimSettings(acceptChance: 1), isInvited: true)
    let text = String(decoding: state.json, as: UTF8.self)
    #expect(text.hasPrefix(#"{"Invited":true,"Invitations":1,"Settings":{"DisconnectChance":0,"#))
  }

  @Test(arguments: [
    "", "null", "{}", "[]", #"{"Invited":true,"Invitations":1}"#,
    #"{"Invited":1,"Invitations":1,"Settings":{}}"#, #"{"Invited":true,"Invitations":1.5,"Settings":{}}"#,
    #"{"Invited":true,"Invitations":1,"Settings":[]}"#,
  ])
  func `is nobody in any other text`(text: String) {
    #expect(JimState(json: Array(text.utf8)) == nil)
  }
}
