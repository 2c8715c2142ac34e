using FilmRec.Core.Posters;
using FilmRec.Core.Posters.Colours;

namespace FilmRec.Tests.Posters;

/// <summary>Looks beneath every text at what is really drawn there.</summary>
public sealed class PosterContrastTests
{
    // 14 points bold (WCAG 2.2, "large scale") on a card of 150 pixels.
    private const double LargeType = 24.9;

    [Fact]
    public void Every_text_can_be_read_on_what_lies_beneath_it()
    {
        foreach (var subject in RandomSubjects.Of(seed: 8, count: 1500))
        {
            var picture = PosterPicture.Read(PosterArtist.Draw(subject));
            foreach (var text in picture.Texts.Where(text => !text.IsOrnament))
            {
                double least = text.Size >= LargeType ? Colour.LargeTypeContrast : Colour.ReadableContrast;
                foreach (var field in picture.FieldsOf(text))
                {
                    field.ContrastWith(text.Fill).ShouldBeGreaterThanOrEqualTo(least,
                        $"{subject} ({PosterPlan.Of(subject).Family}): '{text.Content}' {text.Fill} on {field}");
                }
            }
        }
    }

    [Fact]
    public void Ink_or_its_stand_in_can_be_read_on_every_colour_of_every_palette()
    {
        foreach (var palette in Palettes.All)
        {
            foreach (var field in new[] { palette.Ground, palette.Main, palette.Second, palette.Spark })
            {
                field.ContrastWith(field.Legible(palette.Ink)).ShouldBeGreaterThanOrEqualTo(Colour.ReadableContrast, $"{palette}");
            }
        }
    }
}
