/* ascii-spellings.h: how to spell signs and letters in ASCII that neither folding changes
 * (transliteration.h) nor Unicode takes apart; those made of these follow from them.
 *
 * Characters and their spellings by turns, parted by blanks, in the order of Unicode. */
#ifndef BRIEFBOOK_BASE_ASCII_SPELLINGS_H
#define BRIEFBOOK_BASE_ASCII_SPELLINGS_H

static const char ascii_spellings[] =
    "¡ ! ¢ c £ GBP ¤ CUR ¥ JPY ¦ | § Sec. ¨ \" © (c) « << ¬ ! ® (r) ¯ - ° deg ± +/- ´ ' µ u ¶ P. "
    "· . ¸ , » >> ¿ ? Æ AE Ð D × x Ø O Þ Th ß ss ÷ / Đ D Ħ H ĸ k Ł L Ŋ NG ŋ ng Œ OE Ŧ T ƀ b Ɓ B "
    "Ƃ B ƃ b Ƅ B ƅ b Ɔ O Ƈ C ƈ c Ɖ D Ɗ D Ƌ D ƌ d ƍ d Ǝ E Ə E Ɛ E Ƒ F ƒ f Ɠ G Ɣ G ƕ hv Ɩ I Ɨ I "
    "Ƙ K ƙ k ƚ l ƛ l Ɯ M Ɲ N ƞ n Ɵ O Ƣ OI ƣ oi Ƥ P ƥ p Ʀ YR Ƨ S ƨ s Ʃ Sh ƪ sh ƫ t Ƭ T ƭ t Ʈ T "
    "Ʊ U Ʋ V Ƴ Y ƴ y Ƶ Z ƶ z Ʒ Zh Ƹ Zh ƹ zh ƺ zh ƻ 2 Ƽ 5 ƽ 5 ƾ ts ƿ w ǀ | ǁ || ǂ |= ǃ ! ǝ e Ǥ G "
    "ǥ g Ƕ Hv Ƿ W Ȝ Y ȝ y Ƞ N ȡ d Ȣ OU ȣ ou Ȥ Z ȥ z ȴ l ȵ n ȶ t ȷ j ȸ db ȹ qp Ⱥ A Ȼ C ȼ c Ƚ L "
    "Ⱦ T ȿ s ɀ z Ɂ ? ɂ ? Ƀ B Ʉ U Ʌ V Ɇ E ɇ e Ɉ J ɉ j Ɋ Q ɋ q Ɍ R ɍ r Ɏ Y ɏ y ə e ʒ zh ʹ ' ʺ \" ʻ ' "
    "ʼ ' ʽ ' ʾ ' ʿ ' ˆ ^ ˈ ' ˉ - ˊ ' ˋ ` ˌ , ˍ _ ː : ˘ ~ ˙ . ˚ deg ˜ ~ ˝ \" ฿ THB ẜ s ẝ s ẞ SS ẟ d "
    "Ỻ LL "
    "ỻ ll Ỽ V ỽ v Ỿ Y ỿ y ‖ || ‗ _ † + ‡ ++ • * ‣ > ‧ - ‰ 0/00 ‱ 0/000 ‵ ` "
    "‸ ^ ‹ < › > ※ * ‽ ?! ‾ - ‿ _ ⁀ - ⁁ / ⁂ *** ⁃ - ⁄ / ⁅ [ ⁆ ] "
    "⁊ & ⁋ P. ⁌ < ⁍ > ⁎ * ⁏ ; ⁐ - ⁑ ** ⁒ % ⁓ ~ ⁔ _ ⁕ * ⁖ ... ⁘ .... "
    "⁙ ..... ⁚ : ⁛ :: ⁜ + ⁝ : ⁞ : ₠ ECU ₡ CRC ₢ BRL ₣ FRF ₤ ITL ₥ mill "
    "₦ NGN ₧ ESP ₩ KRW ₪ ILS ₫ VND € EUR ₭ LAK ₮ MNT ₯ GRD ₰ Pf ₱ PHP "
    "₲ PYG ₳ ARA ₴ UAH ₵ GHS ₸ KZT ₹ INR ₺ TRY ₼ AZN ₽ RUB ₾ GEL ₿ BTC "
    "℗ (p) ℞ Rx ℮ e ← <- ↑ ^ → -> ↓ v ↔ <-> ↕ ^v ⇐ <= ⇒ => ⇔ <=> ∕ / "
    "∖ \\ ∗ * ∘ o ∙ . √ sqrt ∞ inf ∣ | ∥ || ∶ : ∼ ~ ≃ ~= ≅ ~= ≈ ~ "
    "≠ != ≡ == ≤ <= ≥ >= ≪ << ≫ >> ⋅ . ⋆ * ■ * □ o ▪ * ▫ o ▲ ^ △ ^ "
    "▶ > ▷ > ▸ -> ▹ > ► > ▼ v ▽ v ◀ < ◁ < ◂ < ◆ * ◇ o ○ o ● * ◦ o "
    "★ * ☆ * ☐ [_] ☑ [x] ☒ [x] ✓ v ✔ v ✕ x ✗ x ✘ x ➔ -> ➜ -> Ɫ L Ᵽ P "
    "Ɽ R ⱥ a ⱦ t Ⱨ H ⱨ h Ⱪ K ⱪ k Ɐ A ⸺ -- ⸻ --- 、 , 。 . 〈 < 〉 > "
    "《 << 》 >> 「 \" 」 \" 『 \" 』 \" 【 [ 】 ] 〔 [ 〕 ] 〖 [ 〗 ] 〜 ~ 〝 \" "
    "〞 \" 〟 \" ";

#endif
