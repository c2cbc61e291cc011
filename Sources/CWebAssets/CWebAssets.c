#include "CWebAssets.h"

static const unsigned char actions_js[] = {
#embed "assets/actions.js"
};

static const unsigned char api_js[] = {
#embed "assets/api.js"
};

static const unsigned char badge_js[] = {
#embed "assets/badge.js"
};

static const unsigned char base_css[] = {
#embed "assets/base.css"
};

static const unsigned char dialog_js[] = {
#embed "assets/dialog.js"
};

static const unsigned char dialogs_css[] = {
#embed "assets/dialogs.css"
};

static const unsigned char dom_js[] = {
#embed "assets/dom.js"
};

static const unsigned char fields_js[] = {
#embed "assets/fields.js"
};

static const unsigned char files_js[] = {
#embed "assets/files.js"
};

static const unsigned char heading_js[] = {
#embed "assets/heading.js"
};

static const unsigned char highlight_js[] = {
#embed "assets/highlight.js"
};

static const unsigned char htmlview_js[] = {
#embed "assets/htmlview.js"
};

static const unsigned char icon_svg[] = {
#embed "assets/icon.svg"
};

static const unsigned char index_html[] = {
#embed "assets/index.html"
};

static const unsigned char jim_js[] = {
#embed "assets/jim.js"
};

static const unsigned char keys_js[] = {
#embed "assets/keys.js"
};

static const unsigned char links_js[] = {
#embed "assets/links.js"
};

static const unsigned char list_css[] = {
#embed "assets/list.css"
};

static const unsigned char list_js[] = {
#embed "assets/list.js"
};

static const unsigned char live_js[] = {
#embed "assets/live.js"
};

static const unsigned char mailbox_js[] = {
#embed "assets/mailbox.js"
};

static const unsigned char main_js[] = {
#embed "assets/main.js"
};

static const unsigned char message_css[] = {
#embed "assets/message.css"
};

static const unsigned char navigation_js[] = {
#embed "assets/navigation.js"
};

static const unsigned char news_js[] = {
#embed "assets/news.js"
};

static const unsigned char notify_js[] = {
#embed "assets/notify.js"
};

static const unsigned char parts_js[] = {
#embed "assets/parts.js"
};

static const unsigned char preferences_js[] = {
#embed "assets/preferences.js"
};

static const unsigned char reader_js[] = {
#embed "assets/reader.js"
};

static const unsigned char readerbar_js[] = {
#embed "assets/readerbar.js"
};

static const unsigned char release_js[] = {
#embed "assets/release.js"
};

static const unsigned char route_js[] = {
#embed "assets/route.js"
};

static const unsigned char row_js[] = {
#embed "assets/row.js"
};

static const unsigned char rows_js[] = {
#embed "assets/rows.js"
};

static const unsigned char search_js[] = {
#embed "assets/search.js"
};

static const unsigned char selection_js[] = {
#embed "assets/selection.js"
};

static const unsigned char settings_js[] = {
#embed "assets/settings.js"
};

static const unsigned char source_js[] = {
#embed "assets/source.js"
};

static const unsigned char splitter_js[] = {
#embed "assets/splitter.js"
};

static const unsigned char tabs_js[] = {
#embed "assets/tabs.js"
};

static const unsigned char text_js[] = {
#embed "assets/text.js"
};

static const unsigned char toast_js[] = {
#embed "assets/toast.js"
};

static const unsigned char words_js[] = {
#embed "assets/words.js"
};

// In the order of their names; Scripts/lint-assets checks that none is missing.
static const struct hoglet_web_asset assets[] = {
    {"actions.js", actions_js, sizeof actions_js},
    {"api.js", api_js, sizeof api_js},
    {"badge.js", badge_js, sizeof badge_js},
    {"base.css", base_css, sizeof base_css},
    {"dialog.js", dialog_js, sizeof dialog_js},
    {"dialogs.css", dialogs_css, sizeof dialogs_css},
    {"dom.js", dom_js, sizeof dom_js},
    {"fields.js", fields_js, sizeof fields_js},
    {"files.js", files_js, sizeof files_js},
    {"heading.js", heading_js, sizeof heading_js},
    {"highlight.js", highlight_js, sizeof highlight_js},
    {"htmlview.js", htmlview_js, sizeof htmlview_js},
    {"icon.svg", icon_svg, sizeof icon_svg},
    {"index.html", index_html, sizeof index_html},
    {"jim.js", jim_js, sizeof jim_js},
    {"keys.js", keys_js, sizeof keys_js},
    {"links.js", links_js, sizeof links_js},
    {"list.css", list_css, sizeof list_css},
    {"list.js", list_js, sizeof list_js},
    {"live.js", live_js, sizeof live_js},
    {"mailbox.js", mailbox_js, sizeof mailbox_js},
    {"main.js", main_js, sizeof main_js},
    {"message.css", message_css, sizeof message_css},
    {"navigation.js", navigation_js, sizeof navigation_js},
    {"news.js", news_js, sizeof news_js},
    {"notify.js", notify_js, sizeof notify_js},
    {"parts.js", parts_js, sizeof parts_js},
    {"preferences.js", preferences_js, sizeof preferences_js},
    {"reader.js", reader_js, sizeof reader_js},
    {"readerbar.js", readerbar_js, sizeof readerbar_js},
    {"release.js", release_js, sizeof release_js},
    {"route.js", route_js, sizeof route_js},
    {"row.js", row_js, sizeof row_js},
    {"rows.js", rows_js, sizeof rows_js},
    {"search.js", search_js, sizeof search_js},
    {"selection.js", selection_js, sizeof selection_js},
    {"settings.js", settings_js, sizeof settings_js},
    {"source.js", source_js, sizeof source_js},
    {"splitter.js", splitter_js, sizeof splitter_js},
    {"tabs.js", tabs_js, sizeof tabs_js},
    {"text.js", text_js, sizeof text_js},
    {"toast.js", toast_js, sizeof toast_js},
    {"words.js", words_js, sizeof words_js},
};

const struct hoglet_web_asset *hoglet_web_assets(void) { return assets; }
const size_t hoglet_web_asset_count = sizeof assets / sizeof *assets;
