"""Values of a place field that name no house: online rooms, formats, what will be told later, houses without a name. Pure."""

from __future__ import annotations

import re
from typing import Final

from aggregator.normalise.places.houses import any_of

_LATER: Final = (
    "未定 調整中 検討中 確認中 TBD TBA 後日 追って 別途 決まり次第 決定次第 非公開 シークレット お申込 申込 "
    "申し込 参加者 当選者 お問い合わせ 詳細は 下記 上記 以下 こちら 当日メール"
)
_ROOMS: Final = (
    r"Zoom ZOOM zoom Google\ ?Meet Microsoft\ ?Teams Teams Discord YouTube Youtube Webex Skype oVice cluster VRCh"
    r"at Gather gather Remo Twitch LINE(?:通話|ビデオ|オープン) ニコニコ"
)
INSIDE: Final = re.compile("[都府県市区町村]?内(?:某所)?|某所")
UNKNOWN: Final = re.compile(
    rf"^(?:[^ \n]{{0,6}}?(?:{any_of(_LATER)}))|^(?:特に)?なし|^ありません|^同(?:[駅所館上]|会場|場所)$|某所$"
    r"|^(?:会場|現地|対面|リアル|来場)(?:参加|開催)?$|某ビル$|内某|全\d+(?:館|会場|[かカヵ]所)$"
)
TOLD: Final = re.compile(
    r"URL|(?<![ァ-ヶー])リンク(?![ァ-ヶー])|お送り|送付|送ります|お知らせ|ご案内|ご連絡|連絡し|入室"
    r"|(?<![A-Za-z])DM(?![A-Za-z])"
)
"""How the way in will be told; no name of a venue."""
ONLINE_VALUE: Final = re.compile(
    r"^"
    r"(?:[(【\[]?(?:完全|フル)?"
    r"(?:オンライン|リモート|ウェビナー|(?:動画|録画|ライブ|生)配信"
    rf"|(?:[Ww]eb|WEB)(?:会議|開催|配信|セミナー|[説相読]\S{{1,2}}会)?|バーチャル|メタバース)"
    rf"|{any_of(_ROOMS)})"
)
FORMAT_VALUE: Final = re.compile(
    r"(?:ハイブリッド|対面|リアル|オフライン|現地|サテライト会場|会場|集合)(?:開催|形式|型|のみ|参加|での?開催)?"
    r"(?: ?(?:[+&・/と]|および|または) ?(?:オンライン|Zoom|(?:YouTube ?)?(?:ライブ)?配信|リモート)"
    r"(?:開催|配信|参加)?(?:の?(?:ハイブリッド|同時|併用))?(?:開催|形式)?)?"
)
"""A value of 開催方法 that names no venue."""
AT_HOME: Final = re.compile("自宅(?:から|で|にて)")
ONLINE_PIECE: Final = re.compile(
    r"[(【\[]?(?:ならびに|および|または|もしくは|及び|又は|[+&・/])? *"
    r"(?:オンライン|Zoom|ZOOM|zoom|YouTube|Youtube|ライブ配信|配信|ウェビナー|Google ?Meet|(?:Microsoft )?Teams"
    r"|Webex|Skype|oVice|Discord)[^\n]*$"
)
NAMELESS: Final = re.compile(
    r"(?:各自|各々|各人|主催者?|講師|先生|代表者?|スタッフ|個人)?の?ご?自宅$"
    r"|[^「」『』]{0,16}?"
    r"(?:駅(?:[東西南北]口)?(?:前|周辺|付近|近く|近辺|徒歩圏)?|市内|区内|都内|県内|府内|町内|近辺|近郊|周辺|付近"
    r"|近く|内某所|某所|エリア)の"
    r"(?:(?:某|ある|小さな|静かな|貸し?|レンタル|有料|公共の?)?"
    r"(?:会議室|スペース|カフェ|喫茶店|居酒屋|飲食店|施設|公民館|スタジオ|部屋|古民家|ビル|レストラン|ファミレス"
    r"|カラオケ|バー|公園|ホテル)(?:・|か|または|や|、)?){1,3}(?:を予定)?$"
)
"""蒲田駅西口の貸会議室: where it will be, and no name."""
RECORDED: Final = re.compile(r"録画|アーカイブ|見逃し|オンデマンド|^後日")
"""後日YouTubeで公開します: nothing of the place."""
SEEN_LATER: Final = re.compile(
    r"(?=[後※YV見ア録])"
    r"(?:後日、[^。\n]{0,14}?(?:公開|配信|アップ)[^。\n]*"
    r"|(?:※|(?:YouTube|Vimeo)で)?(?:見逃し|アーカイブ|録画)(?:配信|視聴)[^()\n]{0,12}(?:\([^()\n]*\))?)"
)
AND_ONLINE: Final = re.compile(
    r"\s?(?:[+&/・]|および|及び|と|または|、)\s?"
    r"((?:オンライン|Zoom|ZOOM|zoom|YouTube|ライブ配信|配信|ウェビナー|Google ?Meet|(?:Microsoft )?Teams|Webex"
    r"|Skype|oVice|Discord)\S{0,12})$"
)
