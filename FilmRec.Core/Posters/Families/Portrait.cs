using FilmRec.Core.Posters.Colours;

namespace FilmRec.Core.Posters.Families;

/// <summary>Somebody from behind, head and shoulders, with a hat or with hair.</summary>
internal static class Portrait
{
    public static void Draw(Composition poster, Colour fill)
    {
        var (chance, sheet) = (poster.Chance, poster.Sheet);
        double x = chance.Between(76, 126), y = chance.Between(88, 104);
        bool hat = chance.Happens(0.6);
        sheet.Path($"M{x - 62} 216C{x - 58} {y + 84} {x - 22} {y + 78} {x - 12} {y + 66}V{y + 50}H{x + 12}V{y + 66}C{x + 22} {y + 78} {x + 58} {y + 84} {x + 62} 216Z", fill);
        sheet.Ellipse(x, y + 34, 20, 26, fill);
        if (hat)
        {
            sheet.Path($"M{x - 40} {y + 24}Q{x} {y + 36} {x + 40} {y + 22}Q{x + 26} {y + 16} {x + 22} {y + 14}C{x + 22} {y - 12} {x + 8} {y - 14} {x} {y - 8}C{x - 10} {y - 14} {x - 23} {y - 10} {x - 22} {y + 15}Q{x - 28} {y + 17} {x - 40} {y + 24}Z", fill);
        }
        else
        {
            sheet.Path($"M{x - 23} {y + 44}C{x - 32} {y + 2} {x - 12} {y - 4} {x} {y}C{x + 16} {y - 6} {x + 32} {y + 6} {x + 23} {y + 46}Q{x + 16} {y + 20} {x - 4} {y + 16}Q{x - 18} {y + 24} {x - 23} {y + 44}Z", fill);
        }
    }
}
