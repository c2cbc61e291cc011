internal import Flags

extension SettingsFlags {
  static let maildirPath = Flag<String>(
    "maildir-path",
    environment: "MH_MAILDIR_PATH",
    default: "",
    describedAs: "a new folder among the temporary files",
    help: "The folder of the maildir storage. It is made if it is missing."
  )
}
