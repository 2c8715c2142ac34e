namespace FilmRec.Core.Posters.Lettering;

/// <summary>Letters without their accents, for measuring. A table instead of Unicode normalisation, which does nothing
/// on machines without culture data.</summary>
internal static class BareLetters
{
    private const int LatinStart = 0xc0;
    private const int VietnameseStart = 0x1e00;

    // One sign per code point; "_" where the letter is one of its own.
    private const string Latin =
        "AAAAAA_CEEEEIIII_NOOOOO__UUUUY__aaaaaa_ceeeeiiii_nooooo__uuuuy_yAaAaAaCcCcCcCcDd__EeEeEeEeEeGgGg" +
        "GgGgHh__IiIiIiIiI___JjKk_LlLlLl____NnNnNn___OoOoOo__RrRrRrSsSsSsSsTtTt__UuUuUuUuUuUuWwYyYZzZzZz_" +
        "________________________________Oo_____________Uu____________________________AaIiOoUuUuUuUuUu_Aa" +
        "Aa____GgKkOoOo__j___Gg__NnAa____AaAaEeEeIiIiOoOoRrRrUuUuSsTt__Hh______AaEeOoOoOoOoYy____________" +
        "________________";

    private const string Vietnamese =
        "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRr" +
        "SsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwy______AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe" +
        "EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy______";

    /// <summary>The ASCII letter below the accents of a Latin letter; every other code point as it is.</summary>
    public static int Of(int codePoint)
    {
        int bare = codePoint switch
        {
            >= LatinStart and < LatinStart + 400 => Latin[codePoint - LatinStart],
            >= VietnameseStart and < VietnameseStart + 256 => Vietnamese[codePoint - VietnameseStart],
            _ => '_',
        };
        return bare == '_' ? codePoint : bare;
    }
}
