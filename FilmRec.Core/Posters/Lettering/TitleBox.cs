namespace FilmRec.Core.Posters.Lettering;

/// <summary>Where a title stands on the sheet: <paramref name="Y"/> is the top of the first capitals.</summary>
internal sealed record TitleBox(double X, double Y, double Width, double Height, double Largest, int Lines = 5, bool Centred = false)
{
    public double AnchorX => Centred ? X + Width / 2 : X;
}
